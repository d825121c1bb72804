import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, type ButtonProps } from './Button.tsx';
import styles from './ConfirmDialog.module.css';

export interface ConfirmDialogProps {
  /** What the button that opens it says. */
  readonly label: string;
  /** The question. */
  readonly title: string;
  /** What follows from a yes. */
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly action: string;
  readonly onConfirm: () => void;
  /** Of the button that opens it. @default 'danger' */
  readonly kind?: ButtonProps['kind'];
  readonly isPending?: boolean;
}

/** A button whose effect cannot be taken back: asks once before. */
export const ConfirmDialog = ({
  label,
  title,
  children,
  action,
  onConfirm,
  kind = 'danger',
  isPending = false,
}: ConfirmDialogProps) => (
  <DialogTrigger>
    <Button kind={kind} isPending={isPending}>
      {label}
    </Button>
    <ModalOverlay isDismissable className={styles.overlay ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <Dialog role="alertdialog" className={styles.dialog ?? ''}>
          {({ close }) => (
            <>
              <Heading slot="title">{title}</Heading>
              <div>{children}</div>
              <div className={styles.actions}>
                <Button onPress={close} autoFocus>
                  Back
                </Button>
                <Button
                  kind={kind}
                  onPress={() => {
                    close();
                    onConfirm();
                  }}
                >
                  {action}
                </Button>
              </div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  </DialogTrigger>
);
