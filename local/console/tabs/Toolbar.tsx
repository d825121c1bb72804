import {
  DropdownMenu,
  KEY_MAP,
  PlayIcon,
  PrettifyIcon,
  StopIcon,
  ToolbarButton,
  Tooltip,
  formatShortcutForOS,
  useGraphiQLActions,
} from '@graphiql/react';
import { useStore } from 'zustand';
import type { Operation } from '../operations/readOperations.ts';
import type { Session } from '../sessions/createSession.ts';

const STATES = { starting: 'starts', running: 'subscribed', interrupted: 'waits for the server' } as const;

interface Properties {
  readonly session: Session;
  /** All operations of the tab's document. */
  readonly operations: readonly Operation[];
  /** Whether the chooser is open. */
  readonly isChoosing: boolean;
  readonly onChoosing: (isChoosing: boolean) => void;
  /** Runs the operation, or the only one. */
  readonly onRun: (operation?: Operation) => void;
}

/** Runs what is in the editor, ends the subscription that runs, and formats. */
export function Toolbar({ session, operations, isChoosing, onChoosing, onRun }: Properties) {
  const { subscription } = useStore(session.store);
  const { prettifyEditors } = useGraphiQLActions();
  const label = `Run (${formatShortcutForOS(KEY_MAP.runQuery.key, 'Cmd')})`;
  const button = { type: 'button', className: 'graphiql-execute-button', 'aria-label': label } as const;
  return (
    <div className="console-commands" role="toolbar" aria-label="Commands">
      {operations.length > 1 ? (
        <DropdownMenu open={isChoosing} onOpenChange={onChoosing}>
          <Tooltip label={label}>
            <DropdownMenu.Button {...button}>
              <PlayIcon />
            </DropdownMenu.Button>
          </Tooltip>
          <DropdownMenu.Content>
            {operations.map((operation, index) => (
              <DropdownMenu.Item key={index} onSelect={() => onRun(operation)}>
                {operation.name ?? '(no name)'} <small>{operation.kind}</small>
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu>
      ) : (
        <Tooltip label={label}>
          <button {...button} onClick={() => onRun()}>
            <PlayIcon />
          </button>
        </Tooltip>
      )}
      {subscription && (
        <button type="button" className="console-stop" title="Stop the subscription" onClick={session.stop}>
          <StopIcon aria-hidden="true" /> Stop <small>{STATES[subscription.state]}</small>
        </button>
      )}
      <ToolbarButton label="Prettify" onClick={() => void prettifyEditors()}>
        <PrettifyIcon className="graphiql-toolbar-icon" aria-hidden="true" />
      </ToolbarButton>
    </div>
  );
}
