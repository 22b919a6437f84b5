// Type of the rules in .dependency-cruiser.cjs, as far as tests read them.
declare module '*/.dependency-cruiser.cjs' {
  const config: { forbidden: { name: string }[] };
  export default config;
}
