//! A table that is read and written whole: `table!` makes its struct, its statements and what they are given out of one list of columns.

/// Declares a [`record!`](super::record::record) of all columns of a table, and its statements:
///
/// ```text
/// table! {
///     /// A row of `workshops`.
///     pub struct WorkshopRecord<T> of "workshops" {
///         pub id: WorkshopId,
///         pub name: T,
///         pub contact: Option<T> = "contact_name",
///         pub active: bool => true,
///     }
///     read ALL = "";
///     read LOCK = " WHERE id = $1", for_update;
///     add ADD;
///     set SET;
/// }
/// ```
///
/// The first column is the key, `id`. After `=>` is what a new row has; without it, the type's default. `Record::<String>` has `new`,
/// `added` and `changed`, which bind the statements to all of a row, and `facts`, its fields as JSON by their names.
macro_rules! table {
    ($(#[$meta:meta])* $vis:vis struct $name:ident<$text:ident> of $table:literal {
        pub id: $id:ty,
        $($(#[$attribute:meta])* $seen:vis $field:ident: $type:ty $(= $column:literal)? $(=> $new:expr)?),+ $(,)?
    }
    $(read $read:ident = $where:literal $(, $word:ident)?;)+
    add $add:ident;
    set $set:ident;) => {
        $crate::db::engine::record::record! {
            $(#[$meta])*
            $vis struct $name<$text> {
                pub id: $id,
                $($(#[$attribute])* $seen $field: $type $(= $column)?),+
            }
        }

        $crate::db::engine::table::reads! {
            $table [$(", " (column $field $($column)?))+]
            $($read = $where $(, $word)?;)+
        }

        $crate::db::engine::table::writes! {
            $add $set $table [$((column $field $($column)?))+]
            ["$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" "$13" "$14" "$15" "$16" "$17" "$18" "$19" "$20" "$21" "$22"
             "$23" "$24" "$25" "$26" "$27" "$28" "$29" "$30" "$31" "$32"]
            [] [] []
        }

        impl $name<String> {
            /// A new row.
            $vis fn new(id: $id) -> Self {
                Self { id, $($field: $crate::db::engine::table::new_value!($($new)?)),+ }
            }

            fn added(&self) -> $crate::db::engine::statement::Bound {
                $add.with($crate::db::engine::value::bind![&self.id, $(&self.$field),+])
            }

            fn changed(&self) -> $crate::db::engine::statement::Bound {
                $set.with($crate::db::engine::value::bind![&self.id, $(&self.$field),+])
            }

            /// All but the key, by name.
            $vis fn facts(&self) -> Vec<(&'static str, serde_json::Value)> {
                vec![$((stringify!($field), serde_json::json!(self.$field))),+]
            }
        }
    };
}
pub(crate) use table;

/// SELECT of all columns, for each reading.
macro_rules! reads {
    ($table:literal $columns:tt $($read:ident = $where:literal $(, $word:ident)?;)+) => {
        $($crate::db::engine::table::reads! { @one $table $columns $read = $where $(, $word)? })+
    };
    (@one $table:literal [$($column:tt)+] $read:ident = $where:literal $(, $word:ident)?) => {
        $crate::db::engine::statement::statement! { $read = "SELECT id", $($column,)+ " FROM ", $table, $where $(, $word)? }
    };
}
pub(crate) use reads;

/// INSERT and UPDATE of all columns: each column takes the next of the numbers.
macro_rules! writes {
    ($add:ident $set:ident $table:literal [] [$($unused:literal)*] [$($name:tt)+] [$($mark:literal)+] [$first:tt $($pair:tt)+]) => {
        $crate::db::engine::statement::statement! {
            $add = "INSERT INTO ", $table, " (id", $($name,)+ ") VALUES ($1", $(", ", $mark,)+ ")"
        }
        $crate::db::engine::statement::statement! { $set = "UPDATE ", $table, " SET ", $($pair,)+ " WHERE id = $1" }
    };
    ($add:ident $set:ident $table:literal [$column:tt $($columns:tt)*] [$number:literal $($numbers:literal)*]
     [$($name:tt)*] [$($mark:literal)*] [$($pair:tt)*]) => {
        $crate::db::engine::table::writes! {
            $add $set $table [$($columns)*] [$($numbers)*]
            [$($name)* ", " $column] [$($mark)* $number] [$($pair)* ", " $column " = " $number]
        }
    };
}
pub(crate) use writes;

/// What a new row has in a column.
macro_rules! new_value {
    () => {
        Default::default()
    };
    ($value:expr) => {
        $value
    };
}
pub(crate) use new_value;

/// A column's name: its field's, unless another is given.
macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $column:literal) => {
        $column
    };
}
pub(crate) use column;
