/** The path of a Chromium; installs one where there is none. Undefined when that can't be done. */
export function findOrInstallChromium(): Promise<string | undefined>;
