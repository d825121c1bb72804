import 'graphiql/style.css';
import './console.css';
import { createRoot } from 'react-dom/client';
import type { ConsoleExample } from '../ConsoleExample.ts';
import { fetchDescription } from './cloud/createCloud.ts';
import { Console } from './Console.tsx';
import { createDesk } from './createDesk.ts';
import './narrow.css';

installWorkers();
ignoreCancellations();
const container = document.getElementById('console');
if (!container) throw new Error('index.html has no element for the console.');
try {
  const description = await fetchDescription();
  // Whoever starts the cloud says what to begin with.
  const examples = (await (await fetch('/console/examples.json')).json()) as readonly ConsoleExample[];
  createRoot(container).render(<Console desk={createDesk(description, examples)} />);
} catch (error) {
  container.textContent = `The console cannot start: ${String(error)} Reload the page to try again.`;
  throw error;
}

/** Monaco rejects what it was about to compute for a text that is not shown any more, which is no fault. */
function ignoreCancellations(): void {
  addEventListener('unhandledrejection', (event) => {
    if (event.reason instanceof Error && event.reason.name === 'Canceled') event.preventDefault();
  });
}

/** Monaco asks for its workers by label; they are bundled beside the page. */
function installWorkers(): void {
  const files: Record<string, string> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_moduleId: string, label: string) =>
        new Worker(`/console/${files[label] ?? 'editor.worker.js'}`),
    },
  });
}
