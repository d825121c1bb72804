import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './components/tokens.css';
import { configure } from './data/configure.ts';
import { readConfig } from './data/config.ts';
import { UNREACHABLE } from './data/problemWords.ts';
import { Problem } from './components/Problem.tsx';

const root = createRoot(element());
readConfig().then(
  (config) => {
    configure(config);
    root.render(
      <StrictMode>
        <App selfSignUp={config.selfSignUp === true} />
      </StrictMode>,
    );
  },
  () => root.render(<Problem title={UNREACHABLE} onRetry={() => location.reload()} />),
);

function element(): HTMLElement {
  const found = document.getElementById('root');
  if (!found) throw new Error('index.html has an element with the id root');
  return found;
}
