/**
 * What an exported page may do: run the one script and use the one style that these hashes name, and nothing else. They are of the
 * texts in `offline-script.ts` and `offline-style.ts`; a test says what they are when those change.
 */
export const hashes = {
  script: 'sha256-lqxAR4LYYaMwqKupnHv19lNoSd1JT3VWkkSJdJksODs=',
  style: 'sha256-HLGe3JOjNwO9rQXVSPe4qsIvbelFSZyVlRKZzB32STM=',
} as const;

export const policy = `default-src 'none'; script-src '${hashes.script}'; style-src '${hashes.style}'; base-uri 'none'; form-action 'none'`;
