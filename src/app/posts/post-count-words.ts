/** How many posts there are, in words: "5,000 posts", "1 post"; with `found`, "12 of 5,000 posts". */
export function postCountWords(total: number, found?: number): string {
  const posts = `${total.toLocaleString('en')} ${total === 1 ? 'post' : 'posts'}`;
  return found === undefined ? posts : `${found.toLocaleString('en')} of ${posts}`;
}
