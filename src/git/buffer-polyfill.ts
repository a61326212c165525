import { Buffer } from 'buffer';

Object.assign(globalThis, { Buffer: Reflect.get(globalThis, 'Buffer') ?? Buffer });
