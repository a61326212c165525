import { MemoryRepositoryStore, type RepositoryStore } from '#git/engine';

/** A repository in memory that also knows the names of all objects that it was given outside of packs. */
export class NotingStore extends MemoryRepositoryStore {
  readonly made = new Set<string>();

  override update(step: Parameters<RepositoryStore['update']>[0]): Promise<boolean> {
    for (const { oid } of step.objects ?? []) this.made.add(oid);
    return super.update(step);
  }
}
