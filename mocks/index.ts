export { createMemoryRemote } from './git/memory-remote.ts';
