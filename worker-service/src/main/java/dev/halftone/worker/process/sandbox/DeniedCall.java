package dev.halftone.worker.process.sandbox;

/** What a decoder has no use for: by its number on x86-64 and on arm64, where it has one. */
enum DeniedCall {
    SOCKET(41, 198),
    SOCKETPAIR(53, 199),
    CONNECT(42, 203),
    BIND(49, 200),
    LISTEN(50, 201),
    ACCEPT(43, 202),
    ACCEPT4(288, 242),
    SENDTO(44, 206),
    SENDMSG(46, 211),
    SENDMMSG(307, 269),
    IO_URING_SETUP(425, 425),

    FORK(57, DeniedCall.NONE),
    VFORK(58, DeniedCall.NONE),
    EXECVE(59, 221),
    EXECVEAT(322, 281),

    OPEN(2, DeniedCall.NONE),
    CREAT(85, DeniedCall.NONE),
    OPENAT(257, 56),
    OPENAT2(437, 437),
    OPEN_BY_HANDLE_AT(304, 265),
    MEMFD_CREATE(319, 279),
    UNLINK(87, DeniedCall.NONE),
    UNLINKAT(263, 35),
    RENAME(82, DeniedCall.NONE),
    RENAMEAT(264, 38),
    RENAMEAT2(316, 276),
    LINK(86, DeniedCall.NONE),
    LINKAT(265, 37),
    SYMLINK(88, DeniedCall.NONE),
    SYMLINKAT(266, 36),
    MKDIR(83, DeniedCall.NONE),
    MKDIRAT(258, 34),
    RMDIR(84, DeniedCall.NONE),
    CHMOD(90, DeniedCall.NONE),
    FCHMODAT(268, 53),
    CHOWN(92, DeniedCall.NONE),
    FCHOWNAT(260, 54),
    TRUNCATE(76, 45),
    MOUNT(165, 40),
    UNSHARE(272, 97),
    SETNS(308, 268),

    KILL(62, 129),
    TKILL(200, 130),
    RT_SIGQUEUEINFO(129, 138),
    RT_TGSIGQUEUEINFO(297, 240),
    PIDFD_OPEN(434, 434),
    PIDFD_SEND_SIGNAL(424, 424),
    PIDFD_GETFD(438, 438),
    PTRACE(101, 117),
    PROCESS_VM_READV(310, 270),
    PROCESS_VM_WRITEV(311, 271),
    PRLIMIT64(302, 261),
    SETPRIORITY(141, 140),

    BPF(321, 280),
    PERF_EVENT_OPEN(298, 241),
    USERFAULTFD(323, 282),
    ADD_KEY(248, 217),
    REQUEST_KEY(249, 218),
    KEYCTL(250, 219);

    /** Older calls, which arm64 never had. */
    private static final int NONE = -1;

    private final int x64;
    private final int arm64;

    DeniedCall(int x64, int arm64) {
        this.x64 = x64;
        this.arm64 = arm64;
    }

    /** Negative if there is none. */
    int number(Machine machine) {
        return switch (machine) {
            case X64 -> x64;
            case ARM64 -> arm64;
        };
    }
}
