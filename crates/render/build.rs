//! A release embeds the templates: a file added to the folder has to rebuild this crate. Debug builds read the folder.

fn main() {
    #[expect(
        clippy::disallowed_methods,
        reason = "a build script learns its profile from the environment only"
    )]
    let profile = std::env::var("PROFILE");
    if profile.as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed=../../templates");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
