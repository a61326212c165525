/** Styles are for the bundler: what imports them wants them on the page. */
declare module '*.css';
