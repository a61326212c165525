export { ProductPages } from './product-pages.ts';
