/**
 * The gateway through which a repository is reached, without a slash at the end, by the address that requests go to; undefined where they
 * go to the repository itself.
 */
export function gatewayOf(repository: string, address: string | undefined): string | undefined {
  const { host, pathname } = new URL(repository);
  const relayed = `/git/${host}${pathname}`;
  return address?.endsWith(relayed) === true ? address.slice(0, -relayed.length) : undefined;
}
