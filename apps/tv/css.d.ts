/** A style sheet as text, for builds that have no page of their own. */
declare module '*.css' {
  const text: string;
  export default text;
}
