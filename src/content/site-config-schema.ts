import { linkVerdict, validatePath } from '#base';
import * as v from 'valibot';

const longestText = 2_000;
const longestList = 50;

function text(expected: string) {
  return v.pipe(v.string(expected), v.maxLength(longestText, expected));
}

/** A path in the repository, written without a slash at its ends. */
function path(expected: string) {
  return v.pipe(
    text(expected),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const trimmed = dataset.value.replace(/^\.\//, '').replace(/\/$/, '');
      const verdict = validatePath(trimmed);
      if (verdict.kind === 'ok') return trimmed;
      addIssue({ message: `${expected} ${verdict.reason}` });
      return NEVER;
    }),
  );
}

function isHttps(address: string): boolean {
  return /^https:\/\//i.test(address) && linkVerdict(address).kind === 'remote';
}

const folder = v.nullish(path('Name a folder of the repository, such as "content/posts".'), null);
const httpsExpected = 'Give the address of the site, such as "https://www.example.com/".';
const styleExpected = 'Name a .css file of the repository, or an address that begins with "https://".';
const stylesheet = v.union(
  [
    v.pipe(text(styleExpected), v.check(isHttps, styleExpected)),
    v.pipe(
      path(styleExpected),
      v.check((value) => /\.css$/i.test(value), styleExpected),
    ),
  ],
  styleExpected,
);
const mapExpected = 'Settings stand here, one a line, indented.';
const approvalsExpected = 'Give a whole number from 0 to 20.';

/** Every setting of a site with its default. A section that is missing or empty has all of them. */
export const siteConfigSchema = v.object(
  {
    posts: v.nullish(v.object({ folder }, mapExpected), {}),
    media: v.nullish(v.object({ folder }, mapExpected), {}),
    language: v.nullish(
      v.pipe(
        text('Give a language code, such as "en" or "pt-BR".'),
        v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'Give a language code, such as "en" or "pt-BR".'),
      ),
      null,
    ),
    preview: v.nullish(
      v.object(
        {
          stylesheets: v.nullish(
            v.pipe(
              v.array(stylesheet, 'Write a list: each style sheet on a line that begins with "- ".'),
              v.maxLength(longestList, `At most ${longestList} style sheets are read.`),
              v.readonly(),
            ),
            [],
          ),
          template: v.nullish(
            v.pipe(
              path('Name an .html file of the repository.'),
              v.check((value) => /\.html?$/i.test(value), 'Name an .html file of the repository.'),
            ),
            null,
          ),
          baseUrl: v.nullish(v.pipe(text(httpsExpected), v.check(isHttps, httpsExpected)), null),
        },
        mapExpected,
      ),
      {},
    ),
    review: v.nullish(
      v.object(
        {
          approvals: v.nullish(
            v.pipe(
              v.number(approvalsExpected),
              v.integer(approvalsExpected),
              v.minValue(0, approvalsExpected),
              v.maxValue(20, approvalsExpected),
            ),
            1,
          ),
          publishers: v.nullish(
            v.pipe(
              v.array(
                v.pipe(
                  text('Give an e-mail address.'),
                  v.trim(),
                  v.regex(/^[^\s@]+@[^\s@]+$/, 'Give an e-mail address.'),
                ),
                'Write a list: each e-mail address on a line that begins with "- ".',
              ),
              v.maxLength(500, 'At most 500 addresses are read.'),
              v.readonly(),
            ),
            [],
          ),
          merge: v.nullish(
            v.picklist(['fast-forward', 'merge-commit'], 'Write "fast-forward" or "merge-commit".'),
            'fast-forward',
          ),
        },
        mapExpected,
      ),
      {},
    ),
    commit: v.nullish(
      v.object(
        {
          message: v.nullish(
            v.pipe(text('Write the message as a text.'), v.nonEmpty('Write the message as a text.')),
            null,
          ),
        },
        mapExpected,
      ),
      {},
    ),
  },
  mapExpected,
);

/**
 * How a site wants to be treated, as its repository says.
 *
 * - `posts.folder`, `media.folder`: where new ones go; null to read it from where most are.
 * - `language`: the language that posts are in, as a BCP 47 code.
 * - `preview`: style sheets (paths, or https addresses that are loaded after consent only), the template's path, the site's address.
 * - `review`: how many approvals a review needs, who may publish (e-mail addresses; empty for everyone), and how it is merged.
 * - `commit.message`: a template with `{{action}}`, `{{title}}`, `{{path}}`, `{{paths}}` and `{{count}}`.
 */
export type SiteConfig = v.InferOutput<typeof siteConfigSchema>;
