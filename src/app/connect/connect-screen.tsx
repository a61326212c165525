/** What is shown when the page was served without a repository: how to start with one. */
export function ConnectScreen() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center px-6 py-16">
      <title>Connect a repository · Galley</title>
      <h1 className="font-page text-3xl font-semibold tracking-[-0.012em]">Connect a repository</h1>
      <p className="mt-3 text-ink-soft">
        Galley edits the posts of a git repository. This page was opened without one. Start Galley from a terminal in
        its folder and tell it which repository to open:
      </p>
      <h2 className="mt-8 text-sm font-semibold">A repository on this computer</h2>
      <pre className="mt-2 overflow-x-auto rounded-md border border-rule bg-sunken px-4 py-3 font-code text-sm">
        npm start -- --repo PATH
      </pre>
      <h2 className="mt-6 text-sm font-semibold">A repository on a git host</h2>
      <pre className="mt-2 overflow-x-auto rounded-md border border-rule bg-sunken px-4 py-3 font-code text-sm">
        npm start -- --remote URL
      </pre>
      <h2 className="mt-6 text-sm font-semibold">On a static host</h2>
      <p className="mt-2 text-ink-soft">
        Put a file <code className="font-code">galley.json</code> beside this page that names the repository.
      </p>
      <p className="mt-6 text-sm text-ink-faint">
        Without any of these, <code className="font-code">npm start</code> opens a demo repository to try things in.
      </p>
    </main>
  );
}
