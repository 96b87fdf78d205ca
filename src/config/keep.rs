//! Keeps a database that a person named at the first start, so that the next start finds it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{Configuration, DatabaseUrl, Error, Places, TEMPLATE, private};

/// Keeps the URL of a database in a file of its own that nobody else can read, and names that file in the configuration
/// file, which is made from the template when there is none. Answers both paths, the URL's first.
///
/// # Errors
/// An existing URL file stays as it is; so does a configuration file that names a database already.
pub fn keep_database(configuration: &Configuration, url: &DatabaseUrl) -> Result<(PathBuf, PathBuf), Error> {
    let config = configuration.file.as_ref().unwrap_or(&configuration.places.config);
    let folder = config.parent().unwrap_or(Path::new("")).to_owned();
    let kept = folder.join(URL_FILE);
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |cause| Error::Unwritable { path, cause }
    };
    if configuration.settings.database.url.is_some() || configuration.settings.database.url_file.is_some() {
        return Err(unwritable(config)(io::ErrorKind::AlreadyExists.into()));
    }
    if !folder.as_os_str().is_empty() && !folder.is_dir() {
        private::create_private_folder(&folder).map_err(unwritable(&folder))?;
    }
    let mut file = private::create_private_file(&kept).map_err(unwritable(&kept))?;
    io::Write::write_all(&mut file, format!("{}\n", url.expose()).as_bytes()).map_err(unwritable(&kept))?;
    let named = match &configuration.file {
        None => write_first(&configuration.places, URL_FILE),
        Some(path) => name_url_file(path).map_err(unwritable(path)),
    };
    if let Err(error) = named {
        // Without its name in the configuration nobody would read it; the error told is the first one.
        let _ = fs::remove_file(&kept);
        return Err(error);
    }
    Ok((kept, config.clone()))
}

/// The file beside the configuration file that holds a URL with a password.
const URL_FILE: &str = "database-url";

/// Writes the first configuration file: the template, naming the file with the URL. An existing file stays as it is.
fn write_first(places: &Places, url_file: &str) -> Result<(), Error> {
    let unwritable = |cause| Error::Unwritable {
        path: places.config.clone(),
        cause,
    };
    let line = format!("url_file = {}", toml::Value::from(url_file));
    let content: Vec<_> = TEMPLATE
        .lines()
        .map(|given| if given.starts_with("# url_file = ") { line.as_str() } else { given })
        .collect();
    let mut file = private::create_private_file(&places.config).map_err(unwritable)?;
    io::Write::write_all(&mut file, format!("{}\n", content.join("\n")).as_bytes()).map_err(unwritable)
}

/// Adds the line to a configuration file that a person wrote, and leaves every other line as it is.
fn name_url_file(path: &Path) -> io::Result<()> {
    let content = fs::read_to_string(path)?;
    let line = format!("url_file = {}", toml::Value::from(URL_FILE));
    let mut lines: Vec<_> = content.lines().collect();
    let section = lines.iter().position(|line| line.trim().starts_with("[database]"));
    match section {
        Some(at) => lines.insert(at + 1, &line),
        None => lines.extend(["", "[database]", &line]),
    }
    // The old file until the new one is whole.
    let new = path.with_added_extension("new");
    fs::write(&new, format!("{}\n", lines.join("\n")))?;
    fs::set_permissions(&new, fs::metadata(path)?.permissions())?;
    fs::rename(&new, path)
}
