import { Buffer } from 'buffer/index.js';

Object.assign(globalThis, { Buffer: Reflect.get(globalThis, 'Buffer') ?? Buffer });
