/** In which words Telegram refuses to change or delete a message of the bot. */
export const refusals = {
  /** It shows that already. */
  notModified: /message is not modified/i,
  /** It is a message of another kind: a text has no caption, and a picture no text. */
  otherKind: /there is no (?:text|caption|media) in the message to edit/i,
  /** Of a text message no picture is made. */
  noMedia: /there is no media in the message to edit/i,
  /** It is not there, or too old. */
  uneditable: /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i,
  /** It is there, and too old. */
  undeletable: /message can't be deleted/i,
  notThere: /message to delete not found/i,
} as const
