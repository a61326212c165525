import { Toolbar as Base } from '@base-ui/react/toolbar';

/** A line between groups of a Toolbar. */
export function ToolbarSeparator() {
  return <Base.Separator className="mx-1 h-5 w-px bg-rule" />;
}
