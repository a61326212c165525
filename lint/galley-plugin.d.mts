/** Where an import stands and what it names. */
export interface ImportSite {
  readonly filename: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

export function placeOf(filename: string): string;
export function refusal(site: ImportSite): string | undefined;
