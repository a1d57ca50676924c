<?php function fib($n) { return $n < 2 ? $n : fib($n-1) + fib($n-2); }
echo fib(23), "\n"; $a = []; mt_srand(3); for ($i = 0; $i < 20000; $i++) { $a[] = mt_rand(); } sort($a); echo $a[0], " ", array_sum($a), "\n";
echo md5(serialize($a)), " ", hash('sha256', implode(',', $a)), " ", crc32("hello"), "\n";
preg_match_all('/(\w)(\d+)/', str_repeat("a12 b345 ", 100), $m); echo count($m[0]), "\n"; echo json_encode(['x' => 1.5, 'y' => [1,2,null]]), "\n";
try { intdiv(1, 0); } catch (DivisionByZeroError $e) { echo get_class($e), "\n"; } function g() { for ($i = 0; $i < 3; $i++) yield $i => $i * $i; } foreach (g() as $k => $v) echo "$k=$v ";
printf("%.15g %s\n", M_PI, number_format(1234567.891, 2)); usort($a, fn($x, $y) => $y % 1000 <=> $x % 1000); echo $a[0] % 1000, "\n"; file_put_contents("/out.txt", strrev("written")); echo file_get_contents("/out.txt"), PHP_VERSION, "\n"; exit(6);
