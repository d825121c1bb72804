/** Monaco asks for its workers by label; they are bundled beside the page. */
export function installWorkers(): void {
  const files: Record<string, string> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_moduleId: string, label: string) =>
        new Worker(`/console/${files[label] ?? 'editor.worker.js'}`),
    },
  });
}
