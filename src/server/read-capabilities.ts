import type { FetchHandler } from './fetch-handler.ts';
import { pageHeader } from './git-backend.ts';
import { PacketSplitter } from './pkt-line.ts';

const decoder = new TextDecoder();

/**
 * What git says to the page that it can do for the repository at `basePath` (gitprotocol-v2, "Capability Advertisement"), a line each;
 * nothing where it does not say so, and whoever asks it gets to know why.
 */
export async function readCapabilities(git: FetchHandler, basePath: string): Promise<readonly string[]> {
  const address = `http://localhost${basePath}/info/refs?service=git-upload-pack`;
  const headers = { 'git-protocol': 'version=2', [pageHeader]: 'yes' };
  const answer = await git(new Request(address, { headers }));
  const packets = new PacketSplitter().push(new Uint8Array(await answer.arrayBuffer()));
  const lines = packets.flatMap(({ payload }) => (payload === undefined ? [] : [decoder.decode(payload).trimEnd()]));
  const said = lines.filter((line) => !line.startsWith('# service='));
  return answer.ok && said[0] === 'version 2' ? said : [];
}
