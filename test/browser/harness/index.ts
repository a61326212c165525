export {
  buildRepository,
  type RepositoryPlan,
  type TestCommit,
  type TestFiles,
  type TestRepository,
} from './build-repository.ts';
export { atEnd, temporaryFolder } from './cleanup.ts';
export { openPage, type OpenedPage, type PageOptions } from './open-page.ts';
export { runTestGit, testGitEnvironment } from './run-test-git.ts';
export { runGalley, startProduct, type Product, type ProductOptions } from './start-product.ts';
export { startGitHost, type GitHost, type GitHostOptions, type SeenRequest } from './start-git-host.ts';
