import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';

const choices = [
  { value: 'system', label: 'As this computer' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Light, dark, or as the computer has it. */
export function AppearanceChoice() {
  const { appearance } = useServices();
  const chosen = useStore(appearance.choice);
  return (
    <fieldset>
      <legend className="sr-only">Appearance</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {choices.map(({ value, label }) => (
          <label key={value} className="inline-flex items-center gap-2 text-sm">
            <input
              type="radio"
              name="appearance"
              className="size-4"
              checked={chosen === value}
              onChange={() => appearance.choose(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
