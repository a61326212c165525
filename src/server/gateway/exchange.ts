import { textResponse } from '../fetch-handler.ts';
import { causeOf } from '../relay-headers.ts';
import { RefusedAddress } from './connect.ts';
import type { GatewayLimits } from './gateway-settings.ts';
import { BodyTooLarge, BodyTooSlow } from './limited-body.ts';

/** One request on its way. */
export interface Exchange {
  readonly signal: AbortSignal;
  readonly isLate: () => boolean;
  /** The host has the whole request and shall answer in time. */
  expectAnswer(): void;
  answered(answer: Promise<Response>): Promise<Response>;
  end(): void;
}

/** Ties a request to the time that it may take, and to its client's patience. */
export function startExchange(request: Request, limits: GatewayLimits, onEnd: () => void): Exchange {
  const stop = new AbortController();
  const stopAfter = (seconds: number) =>
    setTimeout(() => stop.abort(new BodyTooSlow('The request took too long')), seconds * 1000);
  const timers = [stopAfter(limits.totalSeconds)];
  let hasAnswer = false;
  let hasEnded = false;
  return {
    signal: AbortSignal.any([stop.signal, request.signal]),
    isLate: () => stop.signal.aborted,
    expectAnswer() {
      if (!hasAnswer && !hasEnded) timers.push(stopAfter(limits.answerSeconds));
    },
    async answered(answer) {
      const response = await answer;
      hasAnswer = true;
      for (const timer of timers.splice(1)) clearTimeout(timer);
      return response;
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      for (const timer of timers) clearTimeout(timer);
      onEnd();
    },
  };
}

/** Puts a failure into words, without what was sent. */
export function failure(
  thrown: unknown,
  { host, exchange }: { readonly host: string; readonly exchange: Exchange },
): Response {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  if (cause instanceof RefusedAddress) return textResponse(403, `${cause.message}.`);
  if (cause instanceof BodyTooLarge) return textResponse(413, 'The request is larger than the gateway relays.');
  if (exchange.isLate() || cause instanceof BodyTooSlow) return textResponse(504, `${host} took too long.`);
  return textResponse(502, `${host} could not be reached: ${causeOf(cause)}`);
}
