export { imageTypeOf, isImagePath } from './image-type.ts';
export { resolveFilePath, resolveImagePath, type PathLookup } from './resolve-image-path.ts';
export { findUsages, type ImageUsage } from './find-usages.ts';
export { imageExtension, prepareImage, type PreparedImage } from './prepare-image.ts';
export { siteAddress } from './site-address.ts';
