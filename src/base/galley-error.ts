/** Every cause that a person or a caller can tell apart. One table in `app` turns a code into a sentence and an action. */
export type ErrorCode =
  | 'not-found'
  | 'sign-in-needed'
  | 'not-allowed'
  | 'rate-limited'
  | 'server-error'
  | 'offline'
  | 'cut-off'
  | 'corrupt'
  | 'not-a-git-server'
  | 'unsupported'
  | 'too-large'
  | 'out-of-storage'
  | 'storage-blocked'
  | 'cancelled'
  | 'invalid-path'
  | 'invalid-input'
  | 'not-utf8'
  | 'branch-gone'
  | 'branch-rewritten'
  | 'signing-failed'
  | 'internal';

/** Facts about a failure, plain JSON, never secrets. */
export type ErrorData = Readonly<Record<string, string | number | boolean | null>>;

/** The form in which an error crosses a worker boundary or is stored. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data: ErrorData;
}

/** The one error type that Galley throws. `code` is the contract; `message` is for logs, nothing compares it. */
export class GalleyError extends Error {
  override readonly name = 'GalleyError';
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, message: string, options: { readonly data?: ErrorData; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.data = options.data ?? {};
  }

  toRecord(): ErrorRecord {
    return { code: this.code, message: this.message, data: this.data };
  }

  static fromRecord(record: ErrorRecord): GalleyError {
    return new GalleyError(record.code, record.message, { data: record.data });
  }

  /** Returns `thrown` if it is a GalleyError already, a `cancelled` one for an AbortError, and an `internal` one for all else. */
  static from(thrown: unknown): GalleyError {
    if (thrown instanceof GalleyError) return thrown;
    if (thrown instanceof Error && thrown.name === 'AbortError') {
      return new GalleyError('cancelled', 'The operation was cancelled', { cause: thrown });
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new GalleyError('internal', message, { cause: thrown });
  }
}
