/** Names of what is asked about the past of posts: new commits make it another. */
export const historyKeys = { all: ['history'] } as const;
