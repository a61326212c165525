/** Opens the source of a drawn locked block for editing, as its own button does. */
export function startEditing(dom: Node | null): void {
  if (dom instanceof HTMLElement) dom.querySelector<HTMLButtonElement>('.locked-edit')?.click();
}
