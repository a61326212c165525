import { createContext } from 'react';

/** The commit that has the pictures of the later version; undefined where they are in the repository as it is here. */
export const PictureCommitContext = createContext<string | undefined>(undefined);
