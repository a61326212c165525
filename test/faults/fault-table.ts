import type { ErrorCode } from '#base';
import type { ProxyFault } from './fault-proxy.ts';

/** One row of the table: what goes wrong, and the codes by which a person may be told. */
export interface FaultRow {
  readonly name: string;
  readonly fault: ProxyFault;
  readonly codes: readonly ErrorCode[];
  /** True where the damage may fall on bytes that mean nothing, as a server's name for itself; all must then be right. */
  readonly mayPass?: true;
}

const network: readonly ErrorCode[] = ['offline', 'cut-off'];

/** Every way in which one request goes wrong here. */
export const faultRows: readonly FaultRow[] = [
  { name: '401', fault: { kind: 'status', status: 401 }, codes: ['sign-in-needed'] },
  { name: '403', fault: { kind: 'status', status: 403 }, codes: ['not-allowed'] },
  { name: '404', fault: { kind: 'status', status: 404 }, codes: ['not-found'] },
  {
    name: '429 with Retry-After',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '600' } },
    codes: ['rate-limited'],
  },
  { name: '500', fault: { kind: 'status', status: 500 }, codes: ['server-error'] },
  { name: '503', fault: { kind: 'status', status: 503 }, codes: ['server-error'] },
  { name: 'a reset before the server has it', fault: { kind: 'reset-before' }, codes: network },
  { name: 'a reset after the server did it', fault: { kind: 'reset-after' }, codes: network },
  { name: 'an answer of no bytes', fault: { kind: 'cut', share: 0 }, codes: network },
  { name: 'an answer reset half-way', fault: { kind: 'cut', share: 0.5 }, codes: network },
  { name: 'an answer reset at 98 %', fault: { kind: 'cut', share: 0.98 }, codes: network },
  { name: 'an answer that quietly has no bytes', fault: { kind: 'cut', share: 0, quiet: true }, codes: ['cut-off'] },
  { name: 'an answer that quietly ends half-way', fault: { kind: 'cut', share: 0.5, quiet: true }, codes: ['cut-off'] },
  { name: 'an answer that quietly ends at 98 %', fault: { kind: 'cut', share: 0.98, quiet: true }, codes: ['cut-off'] },
  {
    name: 'an answer with other bytes',
    fault: { kind: 'garble', from: 20, step: 97 },
    codes: ['cut-off', 'corrupt', 'not-a-git-server', 'server-error', 'not-found', 'unsupported'],
    mayPass: true,
  },
];

/** True in the long form, which `npm run test:faults` runs. */
export const isLongForm = process.env['GALLEY_FAULTS'] === 'long';

/** One row of each kind, for the requests that the whole table meets elsewhere already. */
export const fewRows = faultRows.filter(({ fault, mayPass }) =>
  fault.kind === 'status' ? fault.status === 503 : fault.kind !== 'cut' || fault.share === 0.5 || mayPass === true,
);
