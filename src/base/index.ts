export { assertNever } from './assert-never.ts';
export { systemClock, type Clock } from './clock.ts';
export { EventChannel, type Unsubscribe } from './event-channel.ts';
export { GalleyError, type ErrorCode, type ErrorData, type ErrorRecord } from './galley-error.ts';
