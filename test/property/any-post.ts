import * as fc from 'fast-check';

/** Texts in which fields stand in every form, odd spacing included. */
export const FORMS: readonly string[] = [
  '\n\n# Old *title*\n\n<div class="writerName"> \nPaul\n</div>\n\n<div class="writerImage"> \n<img src="/a.png">\n</div>\n\n<div class="BlogThumbnail"> \n<img src="/b.png">\n</div>\n\nBody\n',
  '# T #\r\n<div class=writerName>\r\n  Paul  </div>\r\n<DIV id=x CLASS=\'BlogThumbnail\'><img alt="" src=/b.png/></DIV>\r\n\r\nBody\r\n',
  '\ufeffTitle\nof two lines\n===\n\n<div   class = "writerImage"   data-x="1">\t<img\n  src=\'a.png\' width="3" /></div  >  \n\n\n\nBody',
  '<div class="writerName"></div>\r\r# Body begins with a heading\r',
  '# T\nBody without a blank line',
  'Only a body\n',
  '',
  '\n\n',
  '---\ntitle: Old # comment\nauthor:\n    name: \'Paul\'\n    avatar: &a "/a.png"\ncover: { image: "/b.png", alt: x }\nother: *a\n---\n\nBody\n',
  '---\r\ntitle: >-\r\n  folded\r\n  text\r\nauthor:\r\nimage: ""\r\n---\r\nBody',
  '+++\ntitle = "Old" # comment\ndraft = true\nauthor = \'Paul\'\n[cover]\nimage = "/b.png"\n+++\nBody\n',
  '{\n  "title": "Old",\n  "author": {"name": "Paul", "image": "/a.png"},\n  "thumbnail": "\\u0041"\n}\n\nBody\n',
  ';;;\n{"title": "Old"}\n;;;\nBody',
  '---\nlayout: post\n---\n\n# Title from the heading\n\n<div class="writerName">Paul</div>\n\nBody',
];

/** Texts in those forms, and others put together of their pieces. */
export const anyPost = fc.oneof(
  fc.constantFrom(...FORMS),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...FORMS.flatMap((form) => form.split(/(?<=\n|\r)/))),
        fc.constantFrom(
          '\n',
          '\r\n',
          '---\n',
          '+++\n',
          '# ',
          '</div>',
          '<div class="writerName">',
          ' ',
          'text\n',
          '===',
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);
