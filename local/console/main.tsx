import 'graphiql/style.css';
import './console.css';
import { createRoot } from 'react-dom/client';
import { Console } from './Console.tsx';
import { installWorkers } from './installWorkers.ts';
import type { CloudDescription } from '../CloudDescription.ts';

installWorkers();
const description: CloudDescription = await (await fetch('/outputs.json')).json();
createRoot(document.getElementById('console')!).render(<Console description={description} />);
