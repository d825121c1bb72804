import '../console.css';
import './mail.css';
import { createRoot } from 'react-dom/client';
import { MailPage } from './MailPage.tsx';

const container = document.getElementById('console');
if (!container) throw new Error('The page has no element for the mailbox.');
createRoot(container).render(<MailPage />);
