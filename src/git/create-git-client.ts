import { GalleyError } from '#base';
import type { GitClient } from './git-client.ts';

/** Speaks to the repository worker behind `endpoint`. */
export function createGitClient<Row>(_endpoint: Worker | MessagePort): GitClient<Row> {
  throw new GalleyError('internal', 'not here yet');
}
