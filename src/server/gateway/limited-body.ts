export interface BodyLimits {
  /** In bytes; one more ends the stream with BodyTooLarge. */
  readonly most: number;
  /** Longest wait for a piece, in milliseconds; then the stream ends with BodyTooSlow. */
  readonly idle: number;
  /** Called once, when the stream has ended in whatever way. */
  readonly onEnd?: () => void;
}

/** A body went on longer than it may. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** A body stood still for too long. */
export class BodyTooSlow extends Error {
  override readonly name = 'BodyTooSlow';
}

/** Passes a body on piece by piece, as fast as it is read and no faster, within limits. Nothing is kept. */
export function limitedBody(
  body: ReadableStream<Uint8Array>,
  { most, idle, onEnd }: BodyLimits,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let passed = 0;
  let hasEnded = false;
  const end = (): void => {
    if (!hasEnded) onEnd?.();
    hasEnded = true;
  };
  const fail = (error: Error): never => {
    reader.cancel(error).catch(() => undefined);
    throw error;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await within(idle, reader.read());
          if (next === undefined) return fail(new BodyTooSlow('The body stood still for too long'));
          if (next.done) {
            end();
            controller.close();
            return undefined;
          }
          passed += next.value.length;
          if (passed > most) return fail(new BodyTooLarge('The body is larger than it may be'));
          controller.enqueue(next.value);
          return undefined;
        } catch (thrown) {
          end();
          throw thrown;
        }
      },
      async cancel(reason) {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** What the promise gives, or undefined after so many milliseconds. */
async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
