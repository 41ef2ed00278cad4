//! A release embeds the templates: a file added to the folder has to rebuild this crate. Debug builds read the folder.

fn main() {
    if !cfg!(debug_assertions) {
        println!("cargo::rerun-if-changed=../../templates");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
