export { bringBack } from './bring-back.ts';
