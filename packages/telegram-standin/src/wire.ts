// The slice of Telegram's objects that this server builds and reads itself. Optional fields may hold `undefined`: JSON leaves them out.

export interface WireUser {
  readonly id: number
  readonly is_bot: boolean
  readonly first_name: string
  readonly last_name?: string | undefined
  readonly username?: string | undefined
  readonly language_code?: string | undefined
}

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel'

export interface WireChat {
  readonly id: number
  readonly type: ChatType
  readonly title?: string | undefined
  readonly username?: string | undefined
  readonly first_name?: string | undefined
  readonly last_name?: string | undefined
  /** A supergroup with topics. */
  readonly is_forum?: true | undefined
}

export interface WireEntity {
  readonly type: string
  readonly offset: number
  readonly length: number
  readonly url?: string | undefined
  readonly user?: WireUser | undefined
  readonly language?: string | undefined
  readonly custom_emoji_id?: string | undefined
  readonly unix_time?: number | undefined
  /** `r`, or any of weekday `w`, date `d` `D` and time `t` `T` in this order; empty: the words as they are. */
  readonly date_time_format?: string | undefined
}

export interface WirePhotoSize {
  readonly file_id: string
  readonly file_unique_id: string
  readonly width: number
  readonly height: number
  readonly file_size: number
}

export interface WireDocument {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_name?: string | undefined
  readonly mime_type?: string | undefined
  readonly file_size: number
  readonly thumbnail?: WirePhotoSize | undefined
}

/** Video, animation, audio, voice, video note or sticker: each kind fills in its own fields. */
export interface WireMedia {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_size: number
  readonly file_name?: string | undefined
  readonly mime_type?: string | undefined
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly length?: number | undefined
  readonly duration?: number | undefined
  readonly title?: string | undefined
  readonly performer?: string | undefined
  readonly emoji?: string | undefined
  readonly type?: 'regular' | undefined
  readonly is_animated?: boolean | undefined
  readonly is_video?: boolean | undefined
  readonly thumbnail?: WirePhotoSize | undefined
}

export interface WireVenue {
  readonly location: WireLocation
  readonly title: string
  readonly address: string
  readonly [other: string]: unknown
}

export interface WireInvoice {
  readonly title: string
  readonly description: string
  readonly start_parameter: string
  readonly currency: string
  readonly total_amount: number
}

export interface WirePayment {
  readonly currency: string
  readonly total_amount: number
  readonly invoice_payload: string
  readonly telegram_payment_charge_id: string
  readonly provider_payment_charge_id: string
  readonly [other: string]: unknown
}

export type WireOrigin =
  | { readonly type: 'user'; readonly date: number; readonly sender_user: WireUser }
  | { readonly type: 'channel'; readonly date: number; readonly chat: WireChat; readonly message_id: number }

export interface WireContact {
  readonly phone_number: string
  readonly first_name: string
  readonly last_name?: string | undefined
  readonly user_id?: number | undefined
  readonly vcard?: string | undefined
}

export interface WireLocation {
  readonly latitude: number
  readonly longitude: number
  readonly horizontal_accuracy?: number | undefined
  readonly live_period?: number | undefined
  readonly heading?: number | undefined
  readonly proximity_alert_radius?: number | undefined
}

export type ButtonStyle = 'danger' | 'success' | 'primary'

export interface InlineButton {
  readonly text: string
  readonly style?: ButtonStyle | undefined
  readonly url?: string | undefined
  readonly callback_data?: string | undefined
  readonly pay?: boolean | undefined
  readonly copy_text?: { readonly text: string } | undefined
  readonly disabled?: Readonly<Record<string, unknown>> | undefined
  readonly [other: string]: unknown
}

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly InlineButton[])[]
}

export interface ReplyButton {
  readonly text: string
  readonly style?: ButtonStyle | undefined
  readonly request_contact?: boolean | undefined
  readonly request_location?: boolean | undefined
  readonly [other: string]: unknown
}

export interface WireMessage {
  readonly message_id: number
  readonly message_thread_id?: number | undefined
  readonly is_topic_message?: true | undefined
  readonly from?: WireUser | undefined
  readonly sender_chat?: WireChat | undefined
  readonly date: number
  readonly edit_date?: number | undefined
  readonly chat: WireChat
  readonly forward_origin?: WireOrigin | undefined
  readonly reply_to_message?: WireMessage | undefined
  readonly text?: string | undefined
  readonly entities?: readonly WireEntity[] | undefined
  readonly caption?: string | undefined
  readonly caption_entities?: readonly WireEntity[] | undefined
  readonly photo?: readonly WirePhotoSize[] | undefined
  readonly document?: WireDocument | undefined
  readonly video?: WireMedia | undefined
  readonly animation?: WireMedia | undefined
  readonly audio?: WireMedia | undefined
  readonly voice?: WireMedia | undefined
  readonly video_note?: WireMedia | undefined
  readonly sticker?: WireMedia | undefined
  readonly media_group_id?: string | undefined
  readonly effect_id?: string | undefined
  readonly has_media_spoiler?: true | undefined
  readonly show_caption_above_media?: true | undefined
  readonly venue?: WireVenue | undefined
  readonly dice?: { readonly emoji: string; readonly value: number } | undefined
  readonly invoice?: WireInvoice | undefined
  readonly contact?: WireContact | undefined
  readonly location?: WireLocation | undefined
  readonly reply_markup?: InlineKeyboard | undefined
  readonly link_preview_options?: unknown
  readonly has_protected_content?: true | undefined
  readonly new_chat_members?: readonly WireUser[] | undefined
  readonly left_chat_member?: WireUser | undefined
  readonly migrate_to_chat_id?: number | undefined
  readonly migrate_from_chat_id?: number | undefined
  readonly group_chat_created?: true | undefined
  readonly supergroup_chat_created?: true | undefined
  readonly channel_chat_created?: true | undefined
  readonly pinned_message?: WireMessage | undefined
  readonly successful_payment?: WirePayment | undefined
  readonly refunded_payment?: WirePayment | undefined
}

export interface WireUpdate {
  readonly update_id: number
  readonly [kind: string]: unknown
}
