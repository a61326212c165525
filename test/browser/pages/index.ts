export { ChangesPage } from './changes-page.ts';
export { EditorPage } from './editor-page.ts';
export { PostsPage } from './posts-page.ts';
export { ProductPages } from './product-pages.ts';
export { PublishDialogModel } from './publish-dialog-model.ts';
