import { afterAll } from 'vitest';
import { undoAll } from './cleanup.ts';

// Run for each test file, while modules are shared by all.
afterAll(undoAll);
