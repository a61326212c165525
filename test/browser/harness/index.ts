export { axePath, findAxeViolations } from './axe.ts';
export { buildRepository, type RepositoryPlan, type TestRepository } from './build-repository.ts';
export { atEnd, temporaryFolder } from './cleanup.ts';
export { Keyboard } from './keyboard.ts';
export { liveRegions } from './live-regions.ts';
export { openPage } from './open-page.ts';
export { runTestGit, testGitEnvironment } from './run-test-git.ts';
export { startGitHost, type GitHostOptions } from './start-git-host.ts';
export { runGalley, startProduct, type Product } from './start-product.ts';
