/** The screen of a page without a repository. It is fetched then only: most pages have one. */
export async function showConnectScreen(): Promise<React.JSX.Element> {
  const { ConnectScreen } = await import('./connect-screen.tsx');
  return <ConnectScreen />;
}
