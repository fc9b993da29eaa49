/** A style sheet as its text, where a build has no page of its own to put it into. */
declare module '*.css' {
  const text: string;
  export default text;
}
