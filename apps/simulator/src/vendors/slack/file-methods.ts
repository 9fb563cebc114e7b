import { randomBytes } from 'node:crypto';
import type { Reply, VendorRequest } from '../../http/request.ts';
import { ok, SlackRefusal, structure, text } from './answers.ts';
import { readableChannel } from './message-methods.ts';
import type { SlackCall } from './slack-call.ts';
import type { StoredFile, Workspace } from './workspace.ts';

export function uploadAddress({ workspace, args, host }: SlackCall) {
  const name = text(args, 'filename');
  const length = Number(text(args, 'length'));
  if (name === null || !Number.isInteger(length) || length < 1) throw new SlackRefusal('invalid_arguments');
  const id = `F0${randomBytes(5).toString('hex').toUpperCase().slice(0, 9)}`;
  workspace.files.set(id, { id, name, length, bytes: null, isComplete: false });
  return ok({ upload_url: `http://${host}/upload/${id}`, file_id: id });
}

/** The plain upload: the file's bytes as the body, or as one part of a form. */
export function receiveUpload(workspace: Workspace, request: VendorRequest): Reply {
  const file = workspace.files.get(request.params.id ?? '');
  if (!file) return { status: 404, body: 'no such upload' };
  file.bytes = isMultipart(request) ? firstPart(request.rawBody) : request.rawBody;
  return { status: 200, body: `OK - ${file.bytes.length}` };
}

export function completeUpload({ workspace, args }: SlackCall) {
  const files = structure(args, 'files', 'invalid_arguments');
  if (!Array.isArray(files) || files.length === 0) throw new SlackRefusal('invalid_arguments');
  const channelId = text(args, 'channel_id');
  if (channelId !== null) readableChannel(workspace, channelId);
  const completed = files.map((wanted: { id?: string; title?: string }) => {
    const file = workspace.files.get(wanted.id ?? '');
    if (!file?.bytes) throw new SlackRefusal('file_not_found');
    file.isComplete = true;
    return toFile(file);
  });
  return ok({ files: completed });
}

export function fileInfo({ workspace, args }: SlackCall) {
  const file = workspace.files.get(text(args, 'file') ?? '');
  if (!file) throw new SlackRefusal('file_not_found');
  return ok({ file: toFile(file) });
}

const toFile = (file: StoredFile) => ({
  id: file.id,
  name: file.name,
  title: file.name,
  mimetype: file.isComplete ? 'image/png' : '',
  filetype: 'png',
  size: file.bytes?.length ?? 0,
  is_external: false,
});

const isMultipart = (request: VendorRequest) =>
  (request.headers['content-type'] ?? '').startsWith('multipart/form-data');

function firstPart(body: Buffer): Buffer {
  const start = body.indexOf('\r\n\r\n') + 4;
  const boundary = body.subarray(0, body.indexOf('\r\n'));
  const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), boundary]), start);
  return body.subarray(start, end < 0 ? body.length : end);
}
