//! A disk of our own whose power can be cut: ext4 on a loop device, and the ioctl that makes it forget what is not synced.
//!
//! Needs root and a kernel with loop devices.

use std::{
    fs::{File, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`: from here on nothing reaches the disk, the journal neither.
const CUT: &str = "sysopen(my $folder, $ARGV[0], 0) or die \"open: $!\";
    my $flags = pack('L', 2); ioctl($folder, 0x8004587d, $flags) or die \"ioctl: $!\";";

/// A mounted disk. It is unmounted and gone when it is dropped.
#[derive(Debug)]
pub struct Disk {
    place: TempDir,
}

impl Disk {
    /// An empty one; or why there can be none here.
    pub fn new() -> Result<Self, String> {
        let place = place().map_err(|error| error.to_string())?;
        let image = place.path().join("image");
        run("mkfs.ext4", &["-q", "-F", path(&image)])?;
        let disk = Self { place };
        disk.mount()?;
        Ok(disk)
    }

    /// Where its files are.
    pub fn folder(&self) -> PathBuf {
        self.place.path().join("disk")
    }

    /// Cuts the power: what was not synced is lost, and nothing can be written any more.
    pub fn cut(&self) {
        run("perl", &["-e", CUT, path(&self.folder())]).unwrap();
    }

    /// Puts the power on again. Nobody may have a file open.
    pub fn restore(&self) {
        let until = Instant::now() + Duration::from_secs(10);
        while let Err(busy) = run("umount", &[path(&self.folder())]) {
            assert!(Instant::now() < until, "{busy}");
            std::thread::sleep(Duration::from_millis(20));
        }
        self.mount().unwrap();
    }

    fn mount(&self) -> Result<(), String> {
        let image = self.place.path().join("image");
        // The journal is written late, which is the worst case for whoever forgot to sync.
        run(
            "mount",
            &["-o", "loop,commit=60", path(&image), path(&self.folder())],
        )
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _not_mounted = run("umount", &["--lazy", path(&self.folder())]);
    }
}

/// An image without contents, and where it is to be mounted.
fn place() -> std::io::Result<TempDir> {
    let place = tempfile::tempdir()?;
    // A database server that is not root has to get through.
    std::fs::set_permissions(place.path(), Permissions::from_mode(0o711))?;
    File::create(place.path().join("image"))?.set_len(512 << 20)?;
    std::fs::create_dir(place.path().join("disk"))?;
    Ok(place)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("temporary paths are text")
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program}: {}", said.trim()))
}
