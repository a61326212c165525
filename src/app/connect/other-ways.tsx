/** How to start Galley with a repository, for who runs it. */
export function OtherWays() {
  return (
    <details className="mt-10 border-t border-rule pt-5 text-sm">
      <summary className="cursor-pointer text-ink-soft">Other ways to start</summary>
      <h3 className="mt-4 font-semibold">A repository on this computer</h3>
      <pre className="mt-2 overflow-x-auto rounded-md border border-rule bg-sunken px-4 py-3 font-code">
        npm start -- --repo PATH
      </pre>
      <h3 className="mt-4 font-semibold">A repository on a git host</h3>
      <pre className="mt-2 overflow-x-auto rounded-md border border-rule bg-sunken px-4 py-3 font-code">
        npm start -- --remote URL
      </pre>
      <h3 className="mt-4 font-semibold">On a static host</h3>
      <p className="mt-2 text-ink-soft">
        A file <code className="font-code">galley.json</code> beside this page names the repository for everyone.
      </p>
    </details>
  );
}
