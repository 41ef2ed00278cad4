//! The logo that the settings name: read once at the start, and looked at before it is served.

use std::{fs, path::Path};

use anyhow::{Context as _, ensure};
use web::brand::{
    Logo,
    logo::{BadLogo, LARGEST, look_at},
};

/// The logo in a file.
pub fn read(path: &Path) -> anyhow::Result<Logo> {
    in_file(path).with_context(|| format!("the logo {} cannot be used", path.display()))
}

fn in_file(path: &Path) -> anyhow::Result<Logo> {
    let file = fs::metadata(path).context("cure: correct VENTANILLA_LOGO, or the permissions of the file")?;
    ensure!(
        file.is_file(),
        "it is not a file\n  cure: name an SVG or PNG file"
    );
    ensure!(file.len() <= LARGEST, BadLogo::TooLarge(file.len()));
    Ok(look_at(fs::read(path).context("cure: let us read it")?)?)
}

#[cfg(test)]
mod tests;
