import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const MEBIBYTE = 1024 * 1024
const SHARED_BUFFERS_LEAST_MB = 128
const SHARED_BUFFERS_MOST_MB = 1024
const SHARED_BUFFERS_PART_OF_MEMORY = 1 / 16
const CACHE_PART_OF_MEMORY = 1 / 2
const SHARED_MEMORY_FOLDER = '/dev/shm'
const SHARED_MEMORY_LEAST_MB = 512

/**
 * The server's settings. Durability stays as PostgreSQL ships it (fsync, synchronous commit, full pages): an
 * acknowledged write survives. The rest fits one machine that runs the application beside it.
 */
export function serverSettings(socketFolder: string): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${sharedBuffersMegabytes()}MB`,
    effective_cache_size: `${Math.round((totalmem() / MEBIBYTE) * CACHE_PART_OF_MEMORY)}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    dynamic_shared_memory_type: hasRoomySharedMemory() ? 'posix' : 'mmap',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Details and contexts of errors quote rows, and rows are people.
    log_error_verbosity: 'terse',
  }
}

/** For throw-away test databases only: what is lost in a crash is made again anyway. */
export const FORGETFUL_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum_naptime: '10min',
}

function sharedBuffersMegabytes(): number {
  const share = Math.round((totalmem() / MEBIBYTE) * SHARED_BUFFERS_PART_OF_MEMORY)
  return Math.min(Math.max(share, SHARED_BUFFERS_LEAST_MB), SHARED_BUFFERS_MOST_MB)
}

/** Containers often get 64 MB of shared memory, where parallel queries fail; files in the data folder always work. */
function hasRoomySharedMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY_FOLDER)
    return (bavail * bsize) / MEBIBYTE >= SHARED_MEMORY_LEAST_MB
  } catch {
    return false
  }
}
